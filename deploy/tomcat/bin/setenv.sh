# Read by bin/catalina.sh. What CATALINA_OPTS has already wins.

# Others have to read what the server writes: dnsmasq hands out POAP scripts, nginx sends images.
UMASK=0022

options=-Xmx256m

# A virtual thread for each request, which Java has from 21 on.
java=${JRE_HOME:-${JAVA_HOME:-}}
java=${java:+$java/bin/}java
version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
if [ "${version:-0}" -ge 21 ]; then
    options="$options -Dhttp.virtualThreads=true"
fi

CATALINA_OPTS="$options $CATALINA_OPTS"
