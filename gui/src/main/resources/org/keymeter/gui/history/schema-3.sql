-- Cards as their last verified channel showed them, and what the user knows of their keys and CAs.
CREATE TABLE card (
    instance INTEGER PRIMARY KEY REFERENCES instance,
    device_key BLOB NOT NULL,
    protocol INTEGER NOT NULL,
    applet INTEGER NOT NULL,
    state TEXT NOT NULL,
    options TEXT NOT NULL,
    setup TEXT NOT NULL,
    capabilities TEXT NOT NULL,
    max_data INTEGER NOT NULL,
    user_left INTEGER NOT NULL,
    user_limit INTEGER NOT NULL,
    admin_left INTEGER NOT NULL,
    admin_limit INTEGER NOT NULL,
    free_slots INTEGER,
    key_slots TEXT NOT NULL,
    anchor_slots TEXT NOT NULL,
    label TEXT NOT NULL,
    read INTEGER NOT NULL
) STRICT;
CREATE TABLE card_anchor (
    instance INTEGER NOT NULL REFERENCES card,
    slot INTEGER NOT NULL,
    kind TEXT NOT NULL,
    spki_hash BLOB NOT NULL,
    latest TEXT,
    subject BLOB NOT NULL,
    spki BLOB NOT NULL,
    PRIMARY KEY (instance, slot)
) STRICT;
CREATE TABLE card_key (
    instance INTEGER NOT NULL REFERENCES card,
    slot INTEGER NOT NULL,
    identity BLOB NOT NULL,
    generation INTEGER NOT NULL,
    old_generation INTEGER NOT NULL,
    request_pending INTEGER NOT NULL,
    remaining INTEGER NOT NULL,
    open_lease INTEGER NOT NULL,
    spent_in_generation INTEGER NOT NULL,
    spent_ever INTEGER NOT NULL,
    burst_left INTEGER,
    pin_required INTEGER NOT NULL,
    intermediates INTEGER NOT NULL,
    ceiling INTEGER NOT NULL,
    burst INTEGER NOT NULL,
    lifetime INTEGER NOT NULL,
    lease INTEGER NOT NULL,
    anchors BLOB NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (instance, slot)
) STRICT;
-- What a key was called, also after it was deleted.
CREATE TABLE key_label (
    identity BLOB PRIMARY KEY,
    label TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE ca_certificate (
    spki_hash BLOB PRIMARY KEY,
    der BLOB NOT NULL,
    imported INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE low_mark (
    identity BLOB PRIMARY KEY,
    uses INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
