package slipstream.processor.slo;

/** The windows of one series that end at one minute: what an objective is judged by. */
interface Windows {
    /** What a window holds. */
    Counted counted(Window window);

    /**
     * Whether no valid event lies in the time before a window that makes up for the minutes in it that were not measured.
     */
    boolean isSilentBefore(Window window);

    /** How long the good events took of the five-minute cells that a window touches. */
    Latencies latencies(Window window);
}
