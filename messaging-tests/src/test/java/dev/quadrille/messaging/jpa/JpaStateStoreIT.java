package dev.quadrille.messaging.jpa;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.testsupport.fakes.StateStoreContract;
import dev.quadrille.testsupport.parcel.Parcel;
import dev.quadrille.testsupport.parcel.ParcelService;
import dev.quadrille.testsupport.servers.RealServers;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@RealServers
@SpringBootTest(
        classes = ParcelService.class,
        properties = "spring.config.name=parcel-service",
        webEnvironment = WebEnvironment.NONE)
class JpaStateStoreIT extends StateStoreContract<Parcel> {

    private final StateStore<Parcel> parcels;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    @Autowired
    JpaStateStoreIT(
            StateStore<Parcel> parcels, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.parcels = parcels;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @AfterEach
    void deleteRows() {
        jdbc.sql("truncate parcel").update();
    }

    @Override
    protected void transaction(Consumer<StateStore<Parcel>> work) {
        transaction.executeWithoutResult(_ -> work.accept(parcels));
    }

    @Override
    protected Parcel unknown(OrderId order) {
        return Parcel.none(order);
    }

    @Override
    protected Parcel next(Parcel state) {
        Decision<Parcel> decision =
                state.status() == Parcel.Status.NONE ? state.book() : state.callOff();
        return ((Decision.Step<Parcel>) decision).next();
    }
}
