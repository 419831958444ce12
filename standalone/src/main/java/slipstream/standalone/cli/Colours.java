package slipstream.standalone.cli;

import picocli.CommandLine.Help.Ansi;

/** Colours of what is printed; none when it is not a terminal that reads it, or when it asks for none ({@code NO_COLOR}). */
enum Colours {
    RED("31;1"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34;1"),
    FAINT("2");

    private final String code;

    Colours(String code) {
        this.code = code;
    }

    String of(String text) {
        return Ansi.AUTO.enabled() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
