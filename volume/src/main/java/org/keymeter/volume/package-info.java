/** The table of wrapped subkeys that an encrypted volume is opened with. */
package org.keymeter.volume;
