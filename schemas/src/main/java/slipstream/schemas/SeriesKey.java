package slipstream.schemas;

import slipstream.schemas.avro.Sli;

/**
 * Names what is counted: an app, an indicator and a scope.
 *
 * @param appKey the app
 * @param sli the indicator
 * @param scope base URL for availability, product for the others, product/check for synthetic checks
 */
public record SeriesKey(String appKey, Sli sli, String scope) {
    /** The key as it stands in topic keys: {@code app/sli/scope}. */
    @Override
    public String toString() {
        return appKey + "/" + Slis.id(sli) + "/" + scope;
    }

    /** Key of an objective's verdicts on this series: {@code app/sli/scope/objective}. */
    public String verdictKey(String objective) {
        return this + "/" + objective;
    }
}
