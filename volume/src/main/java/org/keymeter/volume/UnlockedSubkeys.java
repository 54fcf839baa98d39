package org.keymeter.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keymeter.card.Secret;

/**
 * What {@link SubkeyTable#unlock} opened, also when it stopped half way. Closing it wipes all subkeys.
 */
public final class UnlockedSubkeys implements AutoCloseable {
    private final SortedMap<Long, Secret> subkeys = new TreeMap<>();
    private final List<SegmentProblem> problems = new ArrayList<>();
    private long created;
    private long usesSpent;
    private long usesInDoubt;

    void addOpened(Map<Long, Secret> opened) {
        opened.forEach(this::add);
    }

    void addCreated(Map<Long, Secret> fresh) {
        fresh.forEach(this::add);
        created += fresh.size();
    }

    private void add(long segment, Secret subkey) {
        Secret before = subkeys.put(segment, subkey);
        if (before != null) {
            before.close();
        }
    }

    void addProblem(long segment, SegmentProblem.Kind kind) {
        problems.add(new SegmentProblem(segment, kind));
    }

    void spend(int uses) {
        usesSpent += uses;
    }

    void doubt(int uses) {
        usesInDoubt += uses;
    }

    /** The subkey of a segment: 32 bytes, which stay this object's to wipe. */
    public Optional<Secret> subkey(long segment) {
        return Optional.ofNullable(subkeys.get(segment));
    }

    /** How many segments are open, the new ones included. */
    public long opened() {
        return subkeys.size();
    }

    /** How many segments had no subkey before; they cost no use. */
    public long created() {
        return created;
    }

    /** Uses that the card certainly spent. */
    public long usesSpent() {
        return usesSpent;
    }

    /** Uses that a command spent or did not: it failed in a way that does not tell. */
    public long usesInDoubt() {
        return usesInDoubt;
    }

    /** The segments that were asked for and stay shut, in no particular order. */
    public List<SegmentProblem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        subkeys.values().forEach(Secret::close);
        subkeys.clear();
    }
}
