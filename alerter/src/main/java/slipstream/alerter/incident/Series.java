package slipstream.alerter.incident;

/**
 * What is counted: an app, an indicator and a scope.
 *
 * @param appKey the app
 * @param sli the indicator
 * @param scope base URL for availability, product for the others, product/check for synthetic checks
 */
public record Series(String appKey, Sli sli, String scope) {
    @Override
    public String toString() {
        return appKey + "/" + sli.id() + "/" + scope;
    }
}
