package org.keymeter.gui.history;

import java.time.Instant;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.audit.SignedHead;

/**
 * The end of a log, signed by the card: it holds for every record up to it.
 *
 * @param head with the failure counters as they stood
 * @param key that signed it
 * @param verified when
 */
public record VerifiedHead(SignedHead head, DeviceKey key, Instant verified) {}
