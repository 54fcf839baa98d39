package org.keymeter.applet.subset;

import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;

/** What the lint objects to, each with the place it is looking at. */
final class Findings {
    private final Set<String> found = new LinkedHashSet<>();
    private String member = "";

    /** Says which class or method the next objections are about, for example {@code org/keymeter/applet/Meter.spend}. */
    void lookAt(String newMember) {
        member = newMember;
    }

    void object(String reason) {
        found.add(member + ": " + reason);
    }

    void object(AbstractInsnNode instruction, String reason) {
        AbstractInsnNode node = instruction;
        while (node != null && !(node instanceof LineNumberNode)) {
            node = node.getPrevious();
        }
        found.add(member + (node == null ? "" : ":" + ((LineNumberNode) node).line) + ": " + reason);
    }

    Set<String> all() {
        return Set.copyOf(found);
    }
}
