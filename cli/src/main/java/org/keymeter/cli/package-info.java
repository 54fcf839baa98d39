/** The keymeter command line. */
package org.keymeter.cli;
