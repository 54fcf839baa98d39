/**
 * What applet and host agree on: constants of the wire, as {@code docs/PROTOCOL.md} explains them. Bytes and shorts that
 * the compiler inlines, so that the applet depends on no class of this package.
 */
package org.keymeter.protocol;
