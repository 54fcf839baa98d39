/** Reading files that others wrote: bounded, strict, with one typed error. */
package org.keymeter.card.file;
