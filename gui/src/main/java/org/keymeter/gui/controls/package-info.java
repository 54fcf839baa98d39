/** Small controls that several pages share. */
package org.keymeter.gui.controls;
