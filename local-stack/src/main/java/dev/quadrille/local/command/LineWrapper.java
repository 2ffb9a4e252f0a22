package dev.quadrille.local.command;

import java.util.ArrayList;
import java.util.List;

/// Text in lines of a width, broken between words where there are any.
final class LineWrapper {

    private LineWrapper() {}

    static List<String> lines(String text, int width) {
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
