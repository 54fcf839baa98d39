package org.keymeter.gui.approver;

import java.time.Instant;
import org.keymeter.card.DeviceKey;

/**
 * A card whose requests this approver answers.
 *
 * @param label the approver's name for it
 * @param key from the custodian, never from a request
 * @param added when it was taken into the list
 */
record KnownCard(String label, DeviceKey key, Instant added) {}
