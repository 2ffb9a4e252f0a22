# All images. Each service is a build target: docker build --target order-service .
# The images share all layers except the last one, which contains the jar of the service.
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG JRE_IMAGE=eclipse-temurin:25-jre

# Builds all modules, without the executable jars: the five services share one directory of libraries, on which their AOT cache is
# trained, and the layers of an executable jar would be a directory for each. Builds are reproducible, so a change in one service does
# not change the images of the others.
FROM ${JDK_IMAGE} AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,id=quadrille-maven,target=/root/.m2,sharing=locked \
    ./mvnw -B -ntp package -DskipTests -Dspotless.check.skip=true -Dspring-boot.repackage.skip=true \
      -pl '!messaging-tests,!load-tests,!system-tests' \
 && docker/lay-out /app

# Trains the AOT caches: runs the whole system once as an ordinary user. The caches are kept in a build cache, so that a new
# training is needed only when a library or the JDK changes.
FROM ${JRE_IMAGE} AS training
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin quadrille
COPY --from=build --chown=10001:10001 /app /app
USER 10001
WORKDIR /app
ARG COMPILER=quick
RUN --mount=type=cache,id=quadrille-aot,target=/app/local-stack/target/aot,uid=10001,gid=10001,sharing=locked \
    QUADRILLE_HOME=/tmp/training QUADRILLE_COMPILER=${COMPILER} docker/train /app/arguments /app/caches

# Base of all images. All files are owned by root, so the user of the container cannot change them.
FROM ${JRE_IMAGE} AS runtime
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin quadrille && install -d -o 10001 -g 10001 /data
COPY docker/healthy /app/healthy
COPY --from=training --chown=0:0 /app/lib/local-stack/spring-boot-loader-*.jar /app/lib/local-stack/
USER 10001
WORKDIR /data
# With few retries, a database outage of some minutes would make the service unhealthy, and compose would then not start the
# containers that depend on it.
HEALTHCHECK --interval=5s --timeout=3s --retries=60 --start-period=2m --start-interval=1s CMD ["/app/healthy"]

FROM runtime AS gateway
COPY --from=training --chown=0:0 /app/lib/gateway /app/lib/gateway
COPY --from=training --chown=0:0 /app/caches/gateway-*.aot /app/local-stack/target/aot/
COPY --from=training --chown=0:0 /app/platform/target/*.jar /app/platform/target/
COPY --from=training --chown=0:0 /app/arguments/gateway.args /app/arguments/
COPY --from=training --chown=0:0 /app/gateway/target/*-plain.jar /app/gateway/target/
ENV SERVER_PORT=8080 MANAGEMENT_SERVER_PORT=9080
CMD ["java", "@/app/arguments/gateway.args"]

FROM runtime AS payment-provider
COPY --from=training --chown=0:0 /app/lib/payment-provider /app/lib/payment-provider
COPY --from=training --chown=0:0 /app/caches/provider-*.aot /app/local-stack/target/aot/
COPY --from=training --chown=0:0 /app/platform/target/*.jar /app/platform/target/
COPY --from=training --chown=0:0 /app/arguments/payment-provider.args /app/arguments/
COPY --from=training --chown=0:0 /app/payment-provider/target/*-plain.jar /app/payment-provider/target/
ENV SERVER_PORT=8090 MANAGEMENT_SERVER_PORT=9090
CMD ["java", "@/app/arguments/payment-provider.args"]

# Base of the five services: common libraries, their AOT cache, and common modules.
FROM runtime AS service
COPY --from=training --chown=0:0 /app/lib/services /app/lib/services
COPY --from=training --chown=0:0 /app/caches/services-*.aot /app/local-stack/target/aot/
COPY --from=training --chown=0:0 /app/order-flow/target/*.jar /app/order-flow/target/
COPY --from=training --chown=0:0 /app/platform/target/*.jar /app/platform/target/
COPY --from=training --chown=0:0 /app/messaging/target/*.jar /app/messaging/target/

FROM service AS order-service
COPY --from=training --chown=0:0 /app/arguments/order-service.args /app/arguments/
COPY --from=training --chown=0:0 /app/order-api/target/*.jar /app/order-api/target/
COPY --from=training --chown=0:0 /app/order-service/target/*-plain.jar /app/order-service/target/
ENV SERVER_PORT=8081 MANAGEMENT_SERVER_PORT=9081
CMD ["java", "@/app/arguments/order-service.args"]

FROM service AS inventory-service
COPY --from=training --chown=0:0 /app/arguments/inventory-service.args /app/arguments/
COPY --from=training --chown=0:0 /app/inventory-service/target/*-plain.jar /app/inventory-service/target/
ENV SERVER_PORT=8082 MANAGEMENT_SERVER_PORT=9082
CMD ["java", "@/app/arguments/inventory-service.args"]

FROM service AS payment-service
COPY --from=training --chown=0:0 /app/arguments/payment-service.args /app/arguments/
COPY --from=training --chown=0:0 /app/payment-service/target/*-plain.jar /app/payment-service/target/
ENV SERVER_PORT=8083 MANAGEMENT_SERVER_PORT=9083
CMD ["java", "@/app/arguments/payment-service.args"]

FROM service AS shipping-service
COPY --from=training --chown=0:0 /app/arguments/shipping-service.args /app/arguments/
COPY --from=training --chown=0:0 /app/shipping-service/target/*-plain.jar /app/shipping-service/target/
ENV SERVER_PORT=8084 MANAGEMENT_SERVER_PORT=9084
CMD ["java", "@/app/arguments/shipping-service.args"]

FROM service AS query-service
COPY --from=training --chown=0:0 /app/arguments/query-service.args /app/arguments/
COPY --from=training --chown=0:0 /app/order-api/target/*.jar /app/order-api/target/
COPY --from=training --chown=0:0 /app/query-service/target/*-plain.jar /app/query-service/target/
ENV SERVER_PORT=8085 MANAGEMENT_SERVER_PORT=9085
CMD ["java", "@/app/arguments/query-service.args"]
