/** What a volume will feel like on a card, before either is set up: estimates from docs/BENCHMARKS.md. */
package org.keymeter.volume.plan;
