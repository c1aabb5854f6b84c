# Read by bin/catalina.sh. Options that are already in CATALINA_OPTS override these.

# Other users must be able to read what the server writes: dnsmasq serves POAP scripts, nginx sends images.
UMASK=0022

# A Tomcat that is out of memory ends, with status 3; the unit starts it again.
options="-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError"

# A virtual thread for each request, on Java 21 and later.
java=${JRE_HOME:-${JAVA_HOME:-}}
java=${java:+$java/bin/}java
version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
if [ "${version:-0}" -ge 21 ]; then
    options="$options -Dhttp.virtualThreads=true"
fi

CATALINA_OPTS="$options $CATALINA_OPTS"
