# What is not a service: the steps before a start (setup), the ledger's witness, the nightly comparison.
#   docker build -f deploy/tools.Dockerfile -t whistle/tools .
ARG JAVA=eclipse-temurin:25-jre
FROM ${JAVA}
RUN groupadd --gid 10001 whistle \
 && useradd --uid 10001 --gid whistle --home-dir /opt/whistle --no-create-home --shell /usr/sbin/nologin whistle \
 && install -d -o whistle -g whistle -m 700 /var/lib/whistle /var/lib/whistle/witness /var/lib/whistle/outcomes \
 && for one in gateway intake-service dispatch-service department-service audit-service keycloak comparison setup public; do \
      install -d -o whistle -g whistle -m 755 /var/lib/whistle/installation/$one; done \
 && chmod 755 /var/lib/whistle
COPY deploy/setup/target/lib /opt/whistle/setup/lib
COPY deploy/setup/target/setup.jar /opt/whistle/setup/
COPY deploy/comparison/target/lib /opt/whistle/comparison/lib
COPY deploy/comparison/target/compare.jar /opt/whistle/comparison/
COPY deploy/witness/target/witness-*.jar /opt/whistle/witness.jar
COPY deploy/images/healthy deploy/images/tools.options deploy/images/nightly-comparison /opt/whistle/
USER whistle
WORKDIR /opt/whistle
CMD ["java", "@/opt/whistle/tools.options", "-jar", "/opt/whistle/setup/setup.jar"]
