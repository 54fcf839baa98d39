-- The audit log. A record's id is the row of its instance, shifted left by 32, plus its sequence.
CREATE TABLE instance (
    id INTEGER PRIMARY KEY,
    device BLOB NOT NULL CHECK (length(device) = 16),
    number INTEGER NOT NULL,
    UNIQUE (device, number)
) STRICT;
CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL CHECK (length(bytes) = 48),
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    event INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    identity BLOB,
    read INTEGER NOT NULL
) STRICT;
CREATE INDEX record_event ON record (event);
CREATE INDEX record_identity ON record (identity) WHERE identity IS NOT NULL;
CREATE INDEX record_read ON record (read);
-- Records up to this id, from this sequence on, were acknowledged elsewhere.
CREATE TABLE gap (
    id INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    read INTEGER NOT NULL
) STRICT;
CREATE TABLE head (
    id INTEGER NOT NULL,
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    message BLOB NOT NULL,
    signature BLOB NOT NULL,
    device_key BLOB NOT NULL,
    verified INTEGER NOT NULL,
    PRIMARY KEY (id, chain)
) STRICT;
-- Never deleted, only seen.
CREATE TABLE alarm (
    number INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    stored BLOB NOT NULL,
    found BLOB NOT NULL,
    raised INTEGER NOT NULL,
    seen INTEGER,
    UNIQUE (id, kind, found)
) STRICT;
