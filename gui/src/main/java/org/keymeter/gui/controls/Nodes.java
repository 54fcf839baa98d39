package org.keymeter.gui.controls;

import javafx.scene.Node;

/** What pages do with nodes all the time. */
public final class Nodes {
    private Nodes() {}

    /** Shows a node, or hides it and gives its room away. */
    public static void show(Node node, boolean isShown) {
        node.setVisible(isShown);
        node.setManaged(isShown);
    }
}
