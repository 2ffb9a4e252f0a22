package dev.quadrille.cli.command;

import java.util.ArrayList;
import java.util.List;

/// Wraps text at spaces. A word that is longer than a line is split.
public final class LineWrapper {

    private LineWrapper() {}

    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }
}
