-- How often work on an item was begun and not ended: what tells an item that kills its worker from those that died beside it.
ALTER TABLE items ADD COLUMN begun integer NOT NULL DEFAULT 0;
