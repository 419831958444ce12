package slipstream.alerter.incident.notice;

import java.util.Locale;
import slipstream.alerter.incident.Found;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.Sli;

/**
 * The measured thing as outsiders know it.
 *
 * @param id stable name for programs; never changes with the display name
 * @param name display name
 */
public record Metric(String id, String name) {
    /** The metric of a series that an objective looks at: per product, or of the app as a whole for availability. */
    public static Metric of(Series series, Found found) {
        Sli sli = series.sli();
        if (sli == Sli.AVAILABILITY) {
            return new Metric("app.availability." + idOf(found), sli.title() + " " + nameOf(found));
        }
        String product = series.scope().split("/", 2)[0];
        return new Metric(
                product.toLowerCase(Locale.ROOT) + "." + sli.id() + "." + idOf(found),
                capitalized(product) + " " + sli.title() + " " + nameOf(found));
    }

    private static String idOf(Found found) {
        if (found instanceof Found.Burn) {
            return "burn-rate";
        }
        if (found instanceof Found.Events) {
            return "events";
        }
        return found instanceof Found.Latency latency ? "latency-p" + latency.percentile() : "success-rate";
    }

    private static String nameOf(Found found) {
        if (found instanceof Found.Burn) {
            return "Burn Rate";
        }
        if (found instanceof Found.Events) {
            return "Events";
        }
        return found instanceof Found.Latency latency ? "Latency p" + latency.percentile() : "Success Rate";
    }

    private static String capitalized(String product) {
        return product.isEmpty() ? product : product.substring(0, 1).toUpperCase(Locale.ROOT) + product.substring(1);
    }
}
