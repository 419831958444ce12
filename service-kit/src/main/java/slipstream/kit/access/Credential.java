package slipstream.kit.access;

import java.util.Set;

/**
 * Who is calling, as far as we know and care.
 *
 * @param id names the credential; not secret
 * @param scopes what it may do
 * @param subjects whom it may do it to
 */
public record Credential(String id, Set<Scope> scopes, Set<String> subjects) {
    /** As a subject, stands for all of them. */
    public static final String EVERY_SUBJECT = "*";

    public Credential {
        scopes = Set.copyOf(scopes);
        subjects = Set.copyOf(subjects);
    }

    /** Whether it may do this; an operator may everything. */
    public boolean may(Scope scope) {
        return isOperator() || scopes.contains(scope);
    }

    /** Whether it may do it to this subject; an operator reaches all. */
    public boolean reaches(String subject) {
        return isOperator() || subjects.contains(subject) || subjects.contains(EVERY_SUBJECT);
    }

    private boolean isOperator() {
        return scopes.contains(Scope.OPERATOR);
    }
}
