/** The bytes of the wire: compile-time constants that applet and host share, as docs/PROTOCOL.md defines them. */
package org.keymeter.protocol;
