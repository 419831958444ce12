package slipstream.gateway.admission;

import java.util.List;

/** Where apps are installed right now, with the secrets they share with each site. */
public interface Installations {
    /** The installations of an app, newest first; uninstalled ones are listed as such. */
    List<InstalledSecret> ofApp(String appKey);
}
