/*
 * One order in everybody's tables: four participants, the log between them, the payment worker and
 * the provider. Spin tries every schedule of it with up to FAULTS faults. README.md tells how to run
 * it, what it leaves out, and what was found.
 *
 * A step of this model is one transaction, one request that the provider carries out, or one record
 * that reaches the log. A process can die between any two steps. A crash before a commit leaves
 * nothing, so it is no step of its own; what a crash after it leaves is a fault below.
 *
 * Faults, each of which takes one from the budget:
 *   - a fact that was told is told again, at any later time (a relay that died, or woke up late);
 *   - a reader goes back to an earlier record (it died before its offset was kept, or was rewound);
 *   - a reader handles a record before the one that stands ahead of it, as no partition lets it, but
 *     a record that was set aside and comes back might (IN_TURN takes this fault away);
 *   - the provider's answer is lost, and the request is carried out now, later or never;
 *   - a worker dies, before its call, during it, or with the answer in hand;
 *   - a worker freezes for so long that its lease ends, and goes on afterwards.
 *
 * Guards, each of which one flag takes out; with any of them gone the check must fail:
 *   NO_TOMBSTONE_INVENTORY   a cancellation that comes before the step is forgotten
 *   NO_TOMBSTONE_PAYMENT
 *   NO_TOMBSTONE_SHIPPING
 *   NO_TOMBSTONE_ANSWER      a tombstone is left and not told
 *   NO_STATE_INVENTORY       a step is taken whatever the row says
 *   NO_STATE_PAYMENT
 *   NO_STATE_SHIPPING
 *   NO_END_BY_CANCELLING     a cancelled order can still be confirmed
 *   NO_END_BY_CONFIRMING     a confirmed order can still be cancelled
 *   NO_VERSION_ORDER         of two concurrent decisions both are saved
 *   NO_VERSION_PAYMENT
 *   NO_OUTBOX                a fact is sent after the commit, by a process that may die before
 *   NO_ACKNOWLEDGEMENT       the relay deletes before the broker has answered
 *   NO_RELAY_ORDER           the relay does not keep the order of the commits
 *   NO_ATTEMPT_ON_RECORD     the provider is called while the row says that it was not
 *   NO_COMMIT_BEFORE_CALL    an attempt's call goes out before its transaction is committed
 *   NO_UNKNOWN_CHARGE        a charge without an answer is taken for declined
 *   NO_UNKNOWN_VOID          a void without an answer is taken for done
 *   NO_ASKING_AGAIN          what got no answer is not asked again
 *   NO_LEASE_END             what a dead worker has claimed stays claimed
 *   NO_LATE_ANSWER           an answer is recorded whatever the row says by now
 *   NO_VOID_OF_ATTEMPT       a cancelled attempt is taken for not charged
 *   NO_VOID_BUT_LOOK_UP      a cancelled attempt is looked up at the provider, and not voided
 *   NO_VOID_OF_CHARGE        a cancelled charge is not paid back
 *   NO_SAME_CHARGE           the provider charges a key again
 *   NO_RECORD_OF_VOID        the provider forgets a void of a key that was never charged
 *   NO_RECORD_OF_DECLINE     the provider may charge what it has declined
 *   NO_ANSWERS_BY_REASON     settled waits only for those of whom the log shows that they acted
 *
 * And what safety does not rest on: with this the check must pass.
 *   FREE_LEASES              anyone claims at any time
 */

#ifndef FAULTS
#define FAULTS 3
#endif

/* The published language, and the interruption, which is a reason and no event. */
mtype = {
  OrderPlaced, StockReserved, StockRejected, PaymentCharged, PaymentDeclined, ShipmentBooked,
  ShipmentRefused, OrderConfirmed, OrderCancelled, StockReleased, PaymentRefunded,
  ShipmentCancelled, Interruption
};
#define EVENTS 14

/* What may stand in a row, in the provider's record, and in an answer. */
mtype = {
  NONE, PLACED, CONFIRMED, CANCELLED, RESERVED, REJECTED, COMMITTED, PENDING, ATTEMPTING, CHARGED,
  DECLINED, VOID_DUE, BOOKED, REFUSED, UNDONE, VOIDED, REFUNDED, UNKNOWN
};
mtype = { CHARGE, VOID };

byte faults = FAULTS;
#define mayFail (faults > 0)

/* Says what was promised and does not hold; `spin -t` shows the words last. */
#define promise(holds, words) \
  if \
  :: (holds) \
  :: else -> printf(words); assert(false) \
  fi

/* ------------------------------------------------------------------------------- the rows */

mtype order = PLACED;
mtype reason = NONE;              /* of the cancellation: the refusal, or Interruption */
mtype reservation = NONE;
mtype payment = NONE;
mtype shipment = NONE;
mtype charge = NONE;              /* what the provider has under the order's key */

/* ------------------------------------------------------------- what they stand for outside */

byte ends = 0;
byte held = 0, shipped = 0;       /* the order's goods */
byte booked = 0;                  /* its shipments */
byte taken = 0, paidBack = 0;     /* its money */

#define keepsNothing (held == 0 && shipped == 0 && booked == 0 && taken == paidBack)
#define isPaid (taken == 1 && paidBack == 0)
#define isServed (isPaid && booked == 1 && held == 0 && shipped == 1)

/* -------------------------------------------------------------------- outboxes and the log */

#define ORDER 0
#define INVENTORY 1
#define PAYMENT 2
#define SHIPPING 3

/* The partition as a reader sees it: the records it has a row for, in the log's order. */
#define MOST (3 + FAULTS)
typedef Reader {
  mtype record[MOST];
  byte length;
  byte at
};
Reader reader[4];
byte slot;
#define unread(who) (reader[who].at < reader[who].length)
#define next(who) reader[who].record[reader[who].at]

/* With no fault left, nobody goes back: what was read is forgotten, which saves states. */
inline forget(who) {
  d_step {
    do
    :: faults == 0 && reader[who].at > 0 ->
         for (slot : 1 .. MOST - 1) {
           reader[who].record[slot - 1] = reader[who].record[slot]
         }
         reader[who].record[MOST - 1] = 0;
         reader[who].length--;
         reader[who].at--
    :: else -> break
    od;
    slot = 0
  }
}

inline fail() {
  faults--;
  forget(ORDER); forget(INVENTORY); forget(PAYMENT); forget(SHIPPING)
}

chan outbox[4] = [4] of { mtype };
bool published[EVENTS];           /* committed to an outbox */
bool told[EVENTS];                /* in the log */
bool settled = false;

#define answered(undone, refused) (told[undone] || told[refused])
#ifdef NO_ANSWERS_BY_REASON
#define needsInventory told[StockReserved]
#define needsPayment told[PaymentCharged]
#define needsShipping told[ShipmentBooked]
#else
#define needsInventory (reason != StockRejected)
#define needsPayment (needsInventory && reason != PaymentDeclined)
#define needsShipping (reason == Interruption)
#endif
#define isSettled (told[OrderConfirmed] || (told[OrderCancelled] \
  && (!needsInventory || answered(StockReleased, StockRejected)) \
  && (!needsPayment || answered(PaymentRefunded, PaymentDeclined)) \
  && (!needsShipping || answered(ShipmentCancelled, ShipmentRefused))))

/* In the transaction that makes the fact true. */
inline publish(who, fact) {
  promise(!published[fact], "a fact is true twice\n");
  published[fact] = true;
#ifdef NO_OUTBOX
  if
  :: outbox[who]!fact
  :: mayFail -> fail()
  fi
#else
  outbox[who]!fact
#endif
}

inline deliver(who, fact) {
  reader[who].record[reader[who].length] = fact;
  reader[who].length++
}

inline append(fact) {
  if
  :: fact == OrderPlaced || fact == OrderConfirmed -> deliver(INVENTORY, fact)
  :: fact == OrderCancelled ->
       deliver(INVENTORY, fact); deliver(PAYMENT, fact); deliver(SHIPPING, fact)
  :: fact == StockReserved -> deliver(PAYMENT, fact)
  :: fact == PaymentCharged -> deliver(SHIPPING, fact)
  :: fact == StockRejected || fact == PaymentDeclined || fact == ShipmentRefused ||
     fact == ShipmentBooked -> deliver(ORDER, fact)
  :: else                         /* nobody reacts to an answer */
  fi
}

inline tell(fact) {
  printf("  told: %e\n", fact);
  promise(!settled, "something is told after the order was settled\n");
  promise(fact != PaymentCharged || told[StockReserved], "an effect is told before its cause\n");
  promise(fact != ShipmentBooked || told[PaymentCharged], "an effect is told before its cause\n");
  promise(fact != OrderConfirmed || told[ShipmentBooked], "an effect is told before its cause\n");
  told[fact] = true;
  append(fact);
  promise(!settled || isSettled, "the order is no longer settled\n");
  settled = isSettled
}

proctype Relay(byte who) {
  mtype fact;
end:
  do
  :: atomic {
       nempty(outbox[who]) ->
#ifdef NO_RELAY_ORDER
       if
       :: outbox[who]?fact
       :: len(outbox[who]) > 1 -> outbox[who]?fact; outbox[who]!fact; outbox[who]?fact
       fi;
#else
       outbox[who]?fact;
#endif
#ifdef NO_ACKNOWLEDGEMENT
       if
       :: tell(fact)
       :: mayFail -> fail()
       fi;
#else
       tell(fact);
#endif
       fact = 0
     }
  od
}

/* Whatever was told may be told again; of what nobody reacts to, that would change nothing. */
proctype Echo() {
  mtype fact;
end:
  do
  :: atomic {
       mayFail && told[OrderPlaced] -> fail();
       if
       :: fact = OrderPlaced
       :: told[StockReserved] -> fact = StockReserved
       :: told[StockRejected] -> fact = StockRejected
       :: told[PaymentCharged] -> fact = PaymentCharged
       :: told[PaymentDeclined] -> fact = PaymentDeclined
       :: told[ShipmentBooked] -> fact = ShipmentBooked
       :: told[ShipmentRefused] -> fact = ShipmentRefused
       :: told[OrderConfirmed] -> fact = OrderConfirmed
       :: told[OrderCancelled] -> fact = OrderCancelled
       fi;
       printf("  told again: %e\n", fact);
       append(fact);
       fact = 0
     }
  od
}

inline goBack(who) {
  if
  :: reader[who].at--
  :: reader[who].at = 0
  fi;
  printf("  reader %d goes back to record %d\n", who, reader[who].at);
  fail()
}

/* The next two records come the wrong way round. */
#ifdef IN_TURN
#define mayTurn(who) false
#else
#define mayTurn(who) (reader[who].at + 1 < reader[who].length)
#endif
inline turn(who) {
  mtype first = next(who);
  next(who) = reader[who].record[reader[who].at + 1];
  reader[who].record[reader[who].at + 1] = first;
  first = 0
}

/* --------------------------------------------------------------- what a participant decides */

inline endOrder(how, why, fact) {
  printf("order: %e, %e\n", how, why);
  ends++;
  promise(ends == 1, "the order ends twice\n");
  order = how;
  reason = why;
  publish(ORDER, fact)
}

inline decideOrder(event) {
  if
  :: event == ShipmentBooked ->
       if
#ifdef NO_END_BY_CANCELLING
       :: order != CONFIRMED -> endOrder(CONFIRMED, NONE, OrderConfirmed)
#else
       :: order == PLACED -> endOrder(CONFIRMED, NONE, OrderConfirmed)
#endif
       :: else
       fi
  :: else ->                      /* a refusal, which becomes the reason */
       if
       :: order == PLACED -> endOrder(CANCELLED, event, OrderCancelled)
       :: else
       fi
  fi
}

inline decideInventory(event) {
  if
  :: event == OrderPlaced ->
       if
#ifdef NO_STATE_INVENTORY
       :: true ->
#else
       :: reservation == NONE ->
#endif
            if
            :: reservation = RESERVED; held++; publish(INVENTORY, StockReserved)
            :: reservation = REJECTED; publish(INVENTORY, StockRejected)
            fi
#ifndef NO_STATE_INVENTORY
       :: else
#endif
       fi
  :: event == OrderConfirmed ->
       promise(reservation == RESERVED || reservation == COMMITTED,
         "confirmed without its goods\n");
       if
       :: reservation == RESERVED -> reservation = COMMITTED; held--; shipped++
       :: else
       fi
  :: event == OrderCancelled ->
       promise(reservation != COMMITTED, "cancelled after its goods have left\n");
       if
       :: reservation == RESERVED ->
            reservation = UNDONE; held--; publish(INVENTORY, StockReleased)
#ifndef NO_TOMBSTONE_INVENTORY
       :: reservation == NONE && reason == Interruption ->
            reservation = UNDONE;
#ifndef NO_TOMBSTONE_ANSWER
            publish(INVENTORY, StockReleased)
#endif
#endif
       :: else
       fi
  fi;
  printf("inventory: %e, then %e\n", event, reservation)
}

inline decideShipping(event) {
  if
  :: event == PaymentCharged ->
       if
#ifdef NO_STATE_SHIPPING
       :: true ->
#else
       :: shipment == NONE ->
#endif
            if
            :: shipment = BOOKED; booked++; publish(SHIPPING, ShipmentBooked)
            :: shipment = REFUSED; publish(SHIPPING, ShipmentRefused)
            fi
#ifndef NO_STATE_SHIPPING
       :: else
#endif
       fi
  :: event == OrderCancelled ->
       if
       :: shipment == BOOKED -> shipment = UNDONE; booked--; publish(SHIPPING, ShipmentCancelled)
#ifndef NO_TOMBSTONE_SHIPPING
       :: shipment == NONE && reason == Interruption ->
            shipment = UNDONE;
#ifndef NO_TOMBSTONE_ANSWER
            publish(SHIPPING, ShipmentCancelled)
#endif
#endif
       :: else
       fi
  fi;
  printf("shipping: %e, then %e\n", event, shipment)
}

proctype Participant(byte who) {
  mtype event;
end:
  do
  :: atomic {
       unread(who) ->
       event = next(who);
       reader[who].at++;
       if
       :: who == ORDER -> decideOrder(event)
       :: who == INVENTORY -> decideInventory(event)
       :: who == SHIPPING -> decideShipping(event)
       fi;
       forget(who);
       event = 0
     }
  :: atomic { mayFail && reader[who].at > 0 -> goBack(who) }
  :: atomic { mayFail && mayTurn(who) -> fail(); turn(who) }
  od
}

/* The customer and the deadline: each reads the order, and cancels it if nobody has ended it since.
   They strike at any moment or not at all; the flow must come to its end without them. */
proctype Interrupter(byte coming) {
  byte reading;
end:
  do
  :: atomic { coming > 0 && order == PLACED -> coming--; reading++ }
  :: atomic {
       reading > 0 ->
       reading--;
       if
#ifdef NO_VERSION_ORDER
       :: true -> endOrder(CANCELLED, Interruption, OrderCancelled)
#else
#ifdef NO_END_BY_CONFIRMING
       :: order != CANCELLED -> endOrder(CANCELLED, Interruption, OrderCancelled)
#else
       :: order == PLACED -> endOrder(CANCELLED, Interruption, OrderCancelled)
#endif
       :: else
#endif
       fi
     }
  od
}

/* -------------------------------------------------------- payment: its reactions, its worker */

/* A call to the provider: what is asked, and the answer as far as it is there. */
#define WORKERS 2
typedef Call {
  mtype asked;
  mtype answer
};
Call call[WORKERS];
#define idle(me) (call[me].asked == 0)
byte lease = WORKERS;             /* who has claimed the payment; WORKERS stands for nobody */
#define unclaimed (lease == WORKERS)

byte lateCharges = 0, lateVoids = 0;   /* sent, and nobody waits for the answer */

inline undonePayment() {
  payment = UNDONE;
  lease = WORKERS;
  publish(PAYMENT, PaymentRefunded)
}

inline voidDue() {
  payment = VOID_DUE;
  lease = WORKERS
}

/* `found` is the row as this transaction has read it. */
inline decidePayment(event, found) {
  if
  :: event == StockReserved ->
       if
#ifdef NO_STATE_PAYMENT
       :: true ->
#else
       :: found == NONE ->
#endif
            if
            :: payment = PENDING
            :: idle(0) -> payment = ATTEMPTING; lease = 0; call[0].asked = CHARGE
            fi
#ifndef NO_STATE_PAYMENT
       :: else
#endif
       fi
  :: event == OrderCancelled ->
       if
       :: found == PENDING -> undonePayment()
#ifdef NO_VOID_OF_ATTEMPT
       :: found == ATTEMPTING -> undonePayment()
#else
#ifdef NO_VOID_BUT_LOOK_UP
       :: found == ATTEMPTING && charge == NONE -> undonePayment()
       :: found == ATTEMPTING && charge != NONE -> voidDue()
#else
       :: found == ATTEMPTING -> voidDue()
#endif
#endif
#ifdef NO_VOID_OF_CHARGE
       :: found == CHARGED -> undonePayment()
#else
       :: found == CHARGED -> voidDue()
#endif
#ifndef NO_TOMBSTONE_PAYMENT
       :: found == NONE && reason == Interruption ->
#ifdef NO_TOMBSTONE_ANSWER
            payment = UNDONE
#else
            undonePayment()
#endif
#endif
       :: else
       fi
  fi;
  printf("payment: %e, then %e\n", event, payment)
}

/* The one row that others write while its reader decides: it is read in one step and saved in
   another, and saved only if its version is still the one that was read. */
proctype PaymentReader() {
  mtype event, found;
end:
  do
  :: atomic { event == 0 && unread(PAYMENT) -> event = next(PAYMENT); found = payment }
  :: atomic {
       event != 0 ->
       if
#ifdef NO_VERSION_PAYMENT
       :: true ->
#else
       :: payment == found ->
#endif
            decidePayment(event, found); reader[PAYMENT].at++; forget(PAYMENT)
#ifdef NO_COMMIT_BEFORE_CALL
       :: event == StockReserved && found == NONE && mayFail -> fail(); lateCharges++
#endif
#ifndef NO_VERSION_PAYMENT
       :: else                    /* rolled back, and handled again */
#endif
       fi;
       event = 0; found = 0
     }
  :: atomic { event == 0 && mayFail && reader[PAYMENT].at > 0 -> goBack(PAYMENT) }
  :: atomic { event == 0 && mayFail && mayTurn(PAYMENT) -> fail(); turn(PAYMENT) }
  od
}

/* The provider decides about a key one request after the other. */
inline askCharge(says) {
  if
#ifdef NO_SAME_CHARGE
  :: charge == NONE || charge == CHARGED ->
#else
#ifdef NO_RECORD_OF_DECLINE
  :: charge == NONE || charge == DECLINED ->
#else
  :: charge == NONE ->
#endif
#endif
       if
       :: charge = CHARGED; taken++
       :: charge = DECLINED
       fi
  :: else
  fi;
  says = (charge == REFUNDED -> VOIDED : charge);
  printf("provider: charge, then %e\n", charge);
  promise(taken <= 1, "charged twice\n")
}

inline askVoid(says) {
  promise(order == CANCELLED, "voided without a cancellation\n");
  if
#ifdef NO_RECORD_OF_VOID
  :: charge == NONE
#else
  :: charge == NONE -> charge = VOIDED
#endif
  :: charge == CHARGED -> charge = REFUNDED; paidBack++
  :: else
  fi;
  says = VOIDED;
  printf("provider: void, then %e\n", charge)
}

inline ask(what, says) {
  if
  :: what == CHARGE -> askCharge(says)
  :: what == VOID -> askVoid(says)
  fi
}

inline leaveAlone(what) {
  if
  :: what == CHARGE -> lateCharges++
  :: what == VOID -> lateVoids++
  :: skip                         /* never arrives */
  fi
}

proctype Network() {
  mtype nobody;
end:
  do
  :: atomic { lateCharges > 0 -> lateCharges--; askCharge(nobody); nobody = 0 }
  :: atomic { lateVoids > 0 -> lateVoids--; askVoid(nobody); nobody = 0 }
  od
}

inline charged() { payment = CHARGED; publish(PAYMENT, PaymentCharged) }
inline declined() { payment = DECLINED; publish(PAYMENT, PaymentDeclined) }

#ifdef NO_ATTEMPT_ON_RECORD
#define isAttempt (payment == ATTEMPTING || payment == PENDING)
#else
#define isAttempt (payment == ATTEMPTING)
#endif

/* The decision goes by the row as it is, not by what was asked. */
inline recordAnswer(says) {
  if
  :: isAttempt && says == CHARGED -> charged()
  :: isAttempt && says == DECLINED -> declined()
#ifdef NO_UNKNOWN_CHARGE
  :: isAttempt && says == UNKNOWN -> declined()
#endif
  :: payment == VOID_DUE && says == VOIDED -> undonePayment()
#ifdef NO_UNKNOWN_VOID
  :: payment == VOID_DUE && says == UNKNOWN -> undonePayment()
#endif
#ifdef NO_LATE_ANSWER
  :: !isAttempt && says == CHARGED -> payment = CHARGED
#endif
  :: else
  fi;
  printf("payment: answer %e, then %e\n", says, payment)
}

inline giveUpLease(me) {
  if
  :: lease == me -> lease = WORKERS
  :: else
  fi
}

inline finish(me) {
#ifdef NO_ASKING_AGAIN
  if
  :: call[me].answer != UNKNOWN -> giveUpLease(me)
  :: else
  fi;
#else
  giveUpLease(me);
#endif
  call[me].asked = 0;
  call[me].answer = 0
}

#define isDue (payment == PENDING || payment == ATTEMPTING || payment == VOID_DUE)
#ifdef FREE_LEASES
#define isClaimable isDue
#else
#define isClaimable (isDue && unclaimed)
#endif

/* The workers are alike, so the second one claims only while the first is busy. */
proctype Worker(byte me) {
end:
  do
  :: atomic {                     /* claims, which is committed before the call */
       idle(me) && isClaimable && (me == 0 || !idle(0)) ->
       lease = me;
       call[me].asked = (payment == VOID_DUE -> VOID : CHARGE);
#ifndef NO_ATTEMPT_ON_RECORD
       if
       :: payment == PENDING -> payment = ATTEMPTING
       :: else
       fi;
#endif
       printf("worker %d claims: %e, then %e\n", me, call[me].asked, payment)
     }
  :: atomic { !idle(me) && call[me].answer == 0 -> ask(call[me].asked, call[me].answer) }
  :: atomic {                     /* waits in vain */
       !idle(me) && call[me].answer == 0 && mayFail -> fail();
       leaveAlone(call[me].asked);
       call[me].answer = UNKNOWN;
       printf("worker %d gets no answer\n", me)
     }
  :: atomic {
       call[me].answer != 0 ->
       recordAnswer(call[me].answer);
       finish(me)
     }
  :: atomic {                     /* dies; its lease ends by itself */
       !idle(me) && mayFail -> fail();
       if
       :: call[me].answer == 0 -> leaveAlone(call[me].asked)
       :: else
       fi;
       printf("worker %d dies\n", me);
#ifndef NO_LEASE_END
       giveUpLease(me);
#endif
       call[me].asked = 0;
       call[me].answer = 0
     }
#ifndef FREE_LEASES
  :: atomic {                     /* freezes until its lease has ended */
       lease == me && !idle(me) && mayFail -> fail();
       lease = WORKERS;
       printf("worker %d loses its lease\n", me)
     }
#endif
  od
}

/* ------------------------------------------------------------------------------ the promise */

/* Never moves while all is well, so it costs no states. With REACH, a condition, it shows a way to it. */
proctype Watch() {
end:
  do
  :: atomic {
       settled && order == CANCELLED && !keepsNothing ->
       promise(false, "settled, cancelled, and keeps something\n")
     }
  :: atomic {
       order == CONFIRMED && !(isPaid && booked == 1 && held + shipped == 1) ->
       promise(false, "confirmed, and lacks something\n")
     }
  :: atomic {
       held + shipped > 1 || booked > 1 || paidBack > taken ->
       promise(false, "more than the order is worth\n")
     }
#ifdef REACH
  :: atomic { (REACH) -> promise(false, "reached\n") }
#endif
  od
}

/* When nothing more can happen. */
proctype Judge() {
end:
  timeout ->
  atomic {
    promise(order != PLACED && ends == 1, "the order has no end\n");
    promise(order != CONFIRMED || isServed, "confirmed and not served\n");
    promise(order != CANCELLED || keepsNothing, "cancelled and keeps something\n");
    promise(settled, "never settled\n")
  }
}

init {
  atomic {
    publish(ORDER, OrderPlaced);
    run Relay(ORDER); run Relay(INVENTORY); run Relay(PAYMENT); run Relay(SHIPPING);
    run Echo();
    run Participant(ORDER); run Participant(INVENTORY); run Participant(SHIPPING);
    run PaymentReader();
    if
    :: run Interrupter(0)
    :: run Interrupter(1)
    :: run Interrupter(2)
    fi;
    run Worker(0); run Worker(1);
    run Network();
    run Watch();
    run Judge()
  }
}
