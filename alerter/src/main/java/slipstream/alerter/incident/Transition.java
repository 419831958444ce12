package slipstream.alerter.incident;

/** What can change about an incident. */
public enum Transition {
    OPENED,
    UPDATED,
    ACKNOWLEDGED,
    RESOLVED,
    ESCALATED
}
