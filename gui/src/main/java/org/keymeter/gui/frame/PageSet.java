package org.keymeter.gui.frame;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Parent;

/** The pages that there are, each made when it is first opened, and which one is open. */
public final class PageSet {
    private final Map<PageKind, Supplier<Parent>> makers = new EnumMap<>(PageKind.class);
    private final Map<PageKind, Parent> made = new EnumMap<>(PageKind.class);
    private final ReadOnlyObjectWrapper<PageKind> open = new ReadOnlyObjectWrapper<>(PageKind.OVERVIEW);

    /** @param maker makes the page's view, once */
    public void add(PageKind kind, Supplier<Parent> maker) {
        makers.put(kind, maker);
    }

    public boolean has(PageKind kind) {
        return makers.containsKey(kind);
    }

    public void open(PageKind kind) {
        open.set(kind);
    }

    public ReadOnlyObjectProperty<PageKind> openProperty() {
        return open.getReadOnlyProperty();
    }

    Parent view(PageKind kind) {
        return made.computeIfAbsent(kind, key -> makers.get(key).get());
    }
}
