package org.keymeter.gui.controls;

import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** A field with its caption above it and, below, what is wrong with what stands in it. For FXML, too. */
public final class FormField extends VBox {
    private final Label caption = new Label();
    private final TextField field = new TextField();
    private final Label problem = new Label();

    public FormField() {
        super(4);
        caption.setLabelFor(field);
        problem.setWrapText(true);
        problem.getStyleClass().addAll("field-problem", "level-stop");
        getChildren().addAll(caption, field, problem);
        showProblem(Optional.empty());
    }

    public String getCaption() {
        return caption.getText();
    }

    public void setCaption(String text) {
        caption.setText(text);
        field.setAccessibleText(text);
    }

    public String getTerm() {
        return caption.getTooltip() == null ? "" : caption.getTooltip().getText();
    }

    /** @param term what the card calls it, and what exactly it does */
    public void setTerm(String term) {
        caption.setTooltip(new Tooltip(term));
        field.setTooltip(new Tooltip(term));
        field.setAccessibleHelp(term);
    }

    public String getPrompt() {
        return field.getPromptText();
    }

    /** @param text what an empty field means */
    public void setPrompt(String text) {
        field.setPromptText(text);
    }

    public String getFieldId() {
        return field.getId();
    }

    /** @param id of the field itself; with "Problem" after it, of what is wrong */
    public void setFieldId(String id) {
        field.setId(id);
        problem.setId(id + "Problem");
    }

    public StringProperty textProperty() {
        return field.textProperty();
    }

    public String getText() {
        return field.getText();
    }

    public void setText(String text) {
        field.setText(text);
    }

    /** Puts the cursor into it. */
    public void enter() {
        field.requestFocus();
    }

    public void showProblem(Optional<String> what) {
        problem.setText(what.orElse(""));
        Nodes.show(problem, what.isPresent());
    }
}
