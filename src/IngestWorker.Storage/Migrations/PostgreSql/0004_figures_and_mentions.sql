-- Who passed an event on; the arrested, the displaced and the participants beside the dead and injured.
ALTER TABLE events
    ADD COLUMN relayed_by_text text,
    ADD COLUMN relayed_by_start integer,
    ADD COLUMN relayed_by_end integer,
    ADD COLUMN relayed_by_country text,
    ADD COLUMN relayed_by_sectors text[] NOT NULL DEFAULT '{}',
    ADD COLUMN arrested_value integer,
    ADD COLUMN arrested_min integer,
    ADD COLUMN arrested_max integer,
    ADD COLUMN arrested_text text,
    ADD COLUMN displaced_value integer,
    ADD COLUMN displaced_min integer,
    ADD COLUMN displaced_max integer,
    ADD COLUMN displaced_text text,
    ADD COLUMN participants_value integer,
    ADD COLUMN participants_min integer,
    ADD COLUMN participants_max integer,
    ADD COLUMN participants_text text;

-- The columns of a view are those that its table had when it was made.
DROP VIEW current_events;
CREATE VIEW current_events AS SELECT e.* FROM events e JOIN articles a ON a.article_id = e.article_id WHERE a.is_current;

-- Every figure that a text gives for an event, with those whom it counts and who says so.
CREATE TABLE event_figures (
    event_id uuid NOT NULL REFERENCES events (event_id) ON DELETE CASCADE,
    position integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('dead', 'injured', 'arrested', 'displaced', 'participants')),
    value integer,
    min integer,
    max integer,
    text text NOT NULL,
    text_start integer NOT NULL,
    text_end integer NOT NULL,
    of_text text,
    of_start integer,
    of_end integer,
    of_country text,
    of_sectors text[] NOT NULL,
    according_to_text text,
    according_to_start integer,
    according_to_end integer,
    according_to_country text,
    according_to_sectors text[] NOT NULL,
    claim text,
    relayed_by_text text,
    relayed_by_start integer,
    relayed_by_end integer,
    relayed_by_country text,
    relayed_by_sectors text[] NOT NULL,
    fetched_at timestamptz NOT NULL,
    PRIMARY KEY (event_id, position)
);
CREATE INDEX event_figures_of ON event_figures (of_country, kind);

-- Where a text tells of an event: position 0 is the fullest mention, that of the event's own row.
CREATE TABLE event_mentions (
    event_id uuid NOT NULL REFERENCES events (event_id) ON DELETE CASCADE,
    position integer NOT NULL,
    trigger_text text NOT NULL,
    trigger_start integer NOT NULL,
    trigger_end integer NOT NULL,
    sentence_start integer NOT NULL,
    sentence_end integer NOT NULL,
    fetched_at timestamptz NOT NULL,
    PRIMARY KEY (event_id, position)
);
