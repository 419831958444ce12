package slipstream.alerter.incident.notice;

/** Why a notification is sent, was sent, or is not sent. */
public enum NotificationReason {
    /** Nothing speaks against it. */
    SEND,
    /** It was already settled what becomes of it. */
    ALREADY_SENT,
    /** The change is too long past to be news. */
    OLDER_THAN_NOTIFICATION_HORIZON,
    /** The app names nobody who could be told. */
    NO_CONTACTS,
    /** The channel is turned off. */
    CHANNEL_OFF,
    /** The end of something whose beginning this recipient was not told. */
    OPENING_NOT_TOLD,
    /** A person wished not to be told. */
    SILENCED,
    /** Maintenance was announced: nobody is told before it is over, and of what is over by then not at all. */
    EXCLUDED,
    /** The last attempt failed in a way that may pass. */
    TRYING_AGAIN,
    /** The receiving side took it. */
    ACCEPTED,
    /** The receiving side said that it will never take it. */
    REFUSED,
    /** It was tried for as long as makes sense. */
    TRIED_TOO_LONG
}
