-- The meters over time: a value held from time to seen.
CREATE TABLE sample (
    device BLOB NOT NULL CHECK (length(device) = 16),
    slot INTEGER NOT NULL,
    time INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    identity BLOB,
    remaining INTEGER NOT NULL,
    ceiling INTEGER NOT NULL,
    spent INTEGER,
    source TEXT NOT NULL,
    PRIMARY KEY (device, slot, time)
) STRICT, WITHOUT ROWID;
