/** The audit log on the host: records, their chain, the archive, exports and their verification, signed statements. */
package org.keymeter.card.audit;
