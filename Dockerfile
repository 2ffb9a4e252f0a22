# One file for all images; each service is a target of its own: docker build --target order-service .
# The images share every layer but the last, which holds the service's own jar.
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG JRE_IMAGE=eclipse-temurin:25-jre

# All modules, built together. The same sources give the same jars, so a change in one service makes no new image of another.
FROM ${JDK_IMAGE} AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,id=quadrille-maven,target=/root/.m2,sharing=locked \
    ./mvnw -B -ntp package -DskipTests -Dspotless.check.skip=true -pl '!messaging-tests,!load-tests,!system-tests' \
 && docker/lay-out /app

# An ordinary user runs the shop once, and its JVMs write down what they have loaded and learned. The caches outlast the layer:
# they are trained anew only when a library or the JDK has changed.
FROM ${JRE_IMAGE} AS training
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin shop
COPY --from=build --chown=10001:10001 /app /app
USER 10001
WORKDIR /app
ARG COMPILER=quick
RUN --mount=type=cache,id=quadrille-aot,target=/app/local-stack/target/aot,uid=10001,gid=10001,sharing=locked \
    QUADRILLE_HOME=/tmp/training QUADRILLE_COMPILER=${COMPILER} docker/train /app/arguments /app/caches

# What every image begins with. Nothing in it can be changed by whom it runs as.
FROM ${JRE_IMAGE} AS runtime
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin shop && install -d -o 10001 -g 10001 /data
COPY docker/healthy /app/healthy
COPY --from=training --chown=0:0 /app/lib/local-stack/spring-boot-loader-*.jar /app/lib/local-stack/
USER 10001
WORKDIR /data
# Not ready because a store is away, for minutes even, is no reason to give a service up: compose would then start nothing that
# depends on it, the store itself being back.
HEALTHCHECK --interval=5s --timeout=3s --retries=60 --start-period=2m --start-interval=1s CMD ["/app/healthy"]

FROM runtime AS gateway
COPY --from=training --chown=0:0 /app/lib/gateway /app/lib/gateway
COPY --from=training --chown=0:0 /app/caches/gateway-*.aot /app/local-stack/target/aot/
COPY --from=training --chown=0:0 /app/platform/target/*.jar /app/platform/target/
COPY --from=training --chown=0:0 /app/arguments/gateway.args /app/arguments/
COPY --from=training --chown=0:0 /app/gateway/target/*.jar /app/gateway/target/
ENV SERVER_PORT=8080 MANAGEMENT_SERVER_PORT=9080
CMD ["java", "@/app/arguments/gateway.args"]

FROM runtime AS payment-provider
COPY --from=training --chown=0:0 /app/lib/payment-provider /app/lib/payment-provider
COPY --from=training --chown=0:0 /app/caches/provider-*.aot /app/local-stack/target/aot/
COPY --from=training --chown=0:0 /app/platform/target/*.jar /app/platform/target/
COPY --from=training --chown=0:0 /app/arguments/payment-provider.args /app/arguments/
COPY --from=training --chown=0:0 /app/payment-provider/target/*.jar /app/payment-provider/target/
ENV SERVER_PORT=8090 MANAGEMENT_SERVER_PORT=9090
CMD ["java", "@/app/arguments/payment-provider.args"]

# What the five services share: libraries, their cache, and the modules that all of them stand on.
FROM runtime AS service
COPY --from=training --chown=0:0 /app/lib/services /app/lib/services
COPY --from=training --chown=0:0 /app/caches/services-*.aot /app/local-stack/target/aot/
COPY --from=training --chown=0:0 /app/order-flow/target/*.jar /app/order-flow/target/
COPY --from=training --chown=0:0 /app/platform/target/*.jar /app/platform/target/
COPY --from=training --chown=0:0 /app/messaging/target/*.jar /app/messaging/target/

FROM service AS order-service
COPY --from=training --chown=0:0 /app/arguments/order-service.args /app/arguments/
COPY --from=training --chown=0:0 /app/order-service/target/*.jar /app/order-service/target/
ENV SERVER_PORT=8081 MANAGEMENT_SERVER_PORT=9081
CMD ["java", "@/app/arguments/order-service.args"]

FROM service AS inventory-service
COPY --from=training --chown=0:0 /app/arguments/inventory-service.args /app/arguments/
COPY --from=training --chown=0:0 /app/inventory-service/target/*.jar /app/inventory-service/target/
ENV SERVER_PORT=8082 MANAGEMENT_SERVER_PORT=9082
CMD ["java", "@/app/arguments/inventory-service.args"]

FROM service AS payment-service
COPY --from=training --chown=0:0 /app/arguments/payment-service.args /app/arguments/
COPY --from=training --chown=0:0 /app/payment-service/target/*.jar /app/payment-service/target/
ENV SERVER_PORT=8083 MANAGEMENT_SERVER_PORT=9083
CMD ["java", "@/app/arguments/payment-service.args"]

FROM service AS shipping-service
COPY --from=training --chown=0:0 /app/arguments/shipping-service.args /app/arguments/
COPY --from=training --chown=0:0 /app/shipping-service/target/*.jar /app/shipping-service/target/
ENV SERVER_PORT=8084 MANAGEMENT_SERVER_PORT=9084
CMD ["java", "@/app/arguments/shipping-service.args"]

FROM service AS query-service
COPY --from=training --chown=0:0 /app/arguments/query-service.args /app/arguments/
COPY --from=training --chown=0:0 /app/query-service/target/*.jar /app/query-service/target/
ENV SERVER_PORT=8085 MANAGEMENT_SERVER_PORT=9085
CMD ["java", "@/app/arguments/query-service.args"]
