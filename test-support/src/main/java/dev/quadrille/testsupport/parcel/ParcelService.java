package dev.quadrille.testsupport.parcel;

import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.consumer.ConsumerConfiguration;
import dev.quadrille.messaging.jpa.JpaStateStore;
import jakarta.persistence.EntityManager;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The parcel participant as a service without a web server.
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
@Import(SenderService.class)
@ImportAutoConfiguration({HibernateJpaAutoConfiguration.class, ConsumerConfiguration.class})
public class ParcelService {

    @Bean
    @ConditionalOnMissingBean
    LoadHook afterLoad() {
        return _ -> {};
    }

    @Bean
    @ConditionalOnMissingBean
    DecisionHook inDecision() {
        return _ -> {};
    }

    @Bean
    StateStore<Parcel> parcels(EntityManager entities) {
        return new JpaStateStore<>(entities, ParcelRow.class, ParcelRow::new, Parcel::none);
    }

    @Bean
    SagaParticipant<?> participant(
            StateStore<Parcel> parcels, LoadHook afterLoad, DecisionHook inDecision) {
        return new ParcelSagaParticipant(parcels, afterLoad, inDecision);
    }
}
