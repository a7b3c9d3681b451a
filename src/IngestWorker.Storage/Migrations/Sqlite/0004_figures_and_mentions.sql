-- Who passed an event on; the arrested, the displaced and the participants beside the dead and injured.
ALTER TABLE events ADD COLUMN relayed_by_text TEXT;
ALTER TABLE events ADD COLUMN relayed_by_start INTEGER;
ALTER TABLE events ADD COLUMN relayed_by_end INTEGER;
ALTER TABLE events ADD COLUMN relayed_by_country TEXT;
ALTER TABLE events ADD COLUMN relayed_by_sectors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE events ADD COLUMN arrested_value INTEGER;
ALTER TABLE events ADD COLUMN arrested_min INTEGER;
ALTER TABLE events ADD COLUMN arrested_max INTEGER;
ALTER TABLE events ADD COLUMN arrested_text TEXT;
ALTER TABLE events ADD COLUMN displaced_value INTEGER;
ALTER TABLE events ADD COLUMN displaced_min INTEGER;
ALTER TABLE events ADD COLUMN displaced_max INTEGER;
ALTER TABLE events ADD COLUMN displaced_text TEXT;
ALTER TABLE events ADD COLUMN participants_value INTEGER;
ALTER TABLE events ADD COLUMN participants_min INTEGER;
ALTER TABLE events ADD COLUMN participants_max INTEGER;
ALTER TABLE events ADD COLUMN participants_text TEXT;

-- Every figure that a text gives for an event, with those whom it counts and who says so.
CREATE TABLE event_figures (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('dead', 'injured', 'arrested', 'displaced', 'participants')),
    value INTEGER,
    min INTEGER,
    max INTEGER,
    text TEXT NOT NULL,
    text_start INTEGER NOT NULL,
    text_end INTEGER NOT NULL,
    of_text TEXT,
    of_start INTEGER,
    of_end INTEGER,
    of_country TEXT,
    of_sectors TEXT NOT NULL,
    according_to_text TEXT,
    according_to_start INTEGER,
    according_to_end INTEGER,
    according_to_country TEXT,
    according_to_sectors TEXT NOT NULL,
    claim TEXT,
    relayed_by_text TEXT,
    relayed_by_start INTEGER,
    relayed_by_end INTEGER,
    relayed_by_country TEXT,
    relayed_by_sectors TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_figures_of ON event_figures (of_country, kind);

-- Where a text tells of an event: position 0 is the fullest mention, that of the event's own row.
CREATE TABLE event_mentions (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    trigger_text TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    fetched_at TEXT NOT NULL,
    PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;
