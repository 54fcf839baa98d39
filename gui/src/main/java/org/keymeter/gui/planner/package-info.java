/** The planner page: what a store will feel like and cost, before there is one. */
package org.keymeter.gui.planner;
