package org.keymeter.gui.frame;

import java.awt.AWTException;
import java.awt.GraphicsEnvironment;
import java.awt.SystemTray;
import java.awt.Toolkit;
import java.awt.TrayIcon;
import java.util.concurrent.Executor;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;

/** Notices over the window, and by the desktop's tray where there is one and the window is not in front. */
public final class DesktopNotices {
    private static final Duration SHOWN = Duration.seconds(20);
    private static final System.Logger LOG = System.getLogger(DesktopNotices.class.getName());

    private final Window window;
    private final Executor background;
    private TrayIcon tray;

    /** @param background one thread on which the desktop's tray is used */
    public DesktopNotices(Window window, Executor background) {
        this.window = window;
        this.background = background;
    }

    /** On the UI's thread. */
    public void tell(String title, String text) {
        if (window.isShowing()) {
            Notifications.create()
                    .owner(window)
                    .title(title)
                    .text(text)
                    .hideAfter(SHOWN)
                    .showWarning();
        }
        if (!window.isFocused()) {
            background.execute(() -> tellTray(title, text));
        }
    }

    private void tellTray(String title, String text) {
        try {
            if (!GraphicsEnvironment.isHeadless() && SystemTray.isSupported()) {
                if (tray == null) {
                    tray = new TrayIcon(Toolkit.getDefaultToolkit()
                            .getImage(DesktopNotices.class.getResource("/org/keymeter/gui/icons/keymeter-32.png")));
                    tray.setImageAutoSize(true);
                    SystemTray.getSystemTray().add(tray);
                }
                tray.displayMessage(title, text, TrayIcon.MessageType.WARNING);
            }
        } catch (AWTException | UnsupportedOperationException none) {
            LOG.log(System.Logger.Level.DEBUG, "no tray", none);
        }
    }
}
