package slipstream.gateway.objectives;

/**
 * One YAML document of a text that may hold several.
 *
 * @param root what it holds
 * @param text the document itself, as it was written, without the line that parts it from the one before
 */
public record Document(Tree root, String text) {}
