package slipstream.gateway.admission;

/** Which edition of the programme's document decides what is measured and what is good. */
public enum Edition {
    /** Five indicators; a health check must answer exactly 200. */
    DEFAULT("default"),
    /** As the default, but a health check may answer any 2xx. */
    OF_2022("2022"),
    /** Availability alone. */
    OF_2023("2023");

    private final String id;

    Edition(String id) {
        this.id = id;
    }

    boolean measures(Indicator indicator) {
        return this != OF_2023 || indicator == Indicator.AVAILABILITY;
    }

    boolean isHealthy(int status) {
        return this == OF_2022 ? status >= 200 && status <= 299 : status == 200;
    }

    /** The edition's name in the settings. */
    @Override
    public String toString() {
        return id;
    }
}
