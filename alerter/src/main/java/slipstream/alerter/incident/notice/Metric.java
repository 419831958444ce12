package slipstream.alerter.incident.notice;

import java.util.Locale;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.Sli;

/**
 * The measured thing as outsiders know it.
 *
 * @param id stable name for programs; never changes with the display name
 * @param name display name
 */
public record Metric(String id, String name) {
    private static final String SUFFIX = " Success Rate";

    /** The metric of a series: per product, or of the app as a whole for availability. */
    public static Metric of(Series series) {
        Sli sli = series.sli();
        if (sli == Sli.AVAILABILITY) {
            return new Metric("app.availability.success-rate", sli.title() + SUFFIX);
        }
        String product = series.scope().split("/", 2)[0];
        return new Metric(
                product.toLowerCase(Locale.ROOT) + "." + sli.id() + ".success-rate",
                capitalized(product) + " " + sli.title() + SUFFIX);
    }

    private static String capitalized(String product) {
        return product.isEmpty() ? product : product.substring(0, 1).toUpperCase(Locale.ROOT) + product.substring(1);
    }
}
