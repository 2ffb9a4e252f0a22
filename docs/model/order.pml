/*
 * One order: the state rows of four participants, the log between them, the payment worker and the
 * provider. Spin explores every schedule with up to FAULTS faults. README.md describes how to run
 * the model, what it omits, and the results.
 *
 * A step is one transaction, one request that the provider executes, or one record that is appended
 * to the log. A process can crash between any two steps. A crash before a commit has no effect, so
 * it is not a step of its own; the effects of a crash after a commit are faults below.
 *
 * Faults, each of which uses one of the budget:
 *   - a published event is published again, at any later time (a relay crashed, or was frozen);
 *   - a consumer returns to an earlier record (it crashed before its offset was committed, or the
 *     offset was reset);
 *   - a consumer handles a record before the preceding one. No partition allows this, but a parked
 *     record that is replayed may do it (IN_TURN removes this fault);
 *   - the response of the provider is lost, and the request is executed now, later or never;
 *   - a worker crashes before its call, during it, or before it records the response;
 *   - a worker is frozen until its lease ends, and continues afterwards.
 *
 * Guards, each of which one flag removes; without any of them the check must fail:
 *   NO_TOMBSTONE_INVENTORY   a cancellation that precedes the step is not recorded
 *   NO_TOMBSTONE_PAYMENT
 *   NO_TOMBSTONE_SHIPPING
 *   NO_TOMBSTONE_ANSWER      a tombstone is recorded but no event is published
 *   NO_STATE_INVENTORY       a step is taken whatever the state of the row
 *   NO_STATE_PAYMENT
 *   NO_STATE_SHIPPING
 *   NO_END_BY_CANCELLING     a cancelled order can still be confirmed
 *   NO_END_BY_CONFIRMING     a confirmed order can still be cancelled
 *   NO_VERSION_ORDER         two concurrent decisions are both saved (no optimistic locking)
 *   NO_VERSION_PAYMENT
 *   NO_OUTBOX                an event is sent after the commit by a process that may crash first
 *   NO_ACKNOWLEDGEMENT       the relay deletes a row before the broker has acknowledged it
 *   NO_RELAY_ORDER           events are not published in the order of the commits
 *   NO_ATTEMPT_ON_RECORD     the provider is called while the row says that it was not called
 *   NO_COMMIT_BEFORE_CALL    the call of an attempt is made before its transaction is committed
 *   NO_UNKNOWN_CHARGE        a charge without a response counts as declined
 *   NO_UNKNOWN_VOID          a void without a response counts as done
 *   NO_ASKING_AGAIN          a call without a response is not repeated
 *   NO_LEASE_END             a payment claimed by a crashed worker remains claimed
 *   NO_LATE_ANSWER           a response is recorded whatever the current state of the row
 *   NO_VOID_OF_ATTEMPT       a cancelled attempt counts as not charged
 *   NO_VOID_BUT_LOOK_UP      a cancelled attempt is looked up at the provider, not voided
 *   NO_VOID_OF_CHARGE        a cancelled charge is not refunded
 *   NO_SAME_CHARGE           the provider charges a key again
 *   NO_RECORD_OF_VOID        the provider does not remember a void of a key that was never charged
 *   NO_RECORD_OF_DECLINE     the provider may charge what it has declined
 *   NO_ANSWERS_BY_REASON     settlement waits only for participants that acted according to the log
 *
 * Not needed for safety; with this flag the check must pass:
 *   FREE_LEASES              any worker claims at any time
 */

#ifndef FAULTS
#define FAULTS 3
#endif

/* The published language, and the interruption, which is a reason but not an event. */
mtype = {
  OrderPlaced, StockReserved, StockRejected, PaymentCharged, PaymentDeclined, ShipmentBooked,
  ShipmentRefused, OrderConfirmed, OrderCancelled, StockReleased, PaymentRefunded,
  ShipmentCancelled, Interruption
};
#define EVENTS 14

/* The states of rows and of the provider's record, and the responses. */
mtype = {
  NONE, PLACED, CONFIRMED, CANCELLED, RESERVED, REJECTED, COMMITTED, PENDING, ATTEMPTING, CHARGED,
  DECLINED, VOID_DUE, BOOKED, REFUSED, UNDONE, VOIDED, REFUNDED, UNKNOWN
};
mtype = { CHARGE, VOID };

byte faults = FAULTS;
#define mayFail (faults > 0)

/* Reports a violated invariant; `spin -t` prints the message last. */
#define invariant(holds, words) \
  if \
  :: (holds) \
  :: else -> printf(words); assert(false) \
  fi

/* ------------------------------------------------------------------------------- state rows */

mtype order = PLACED;
mtype reason = NONE;              /* of the cancellation: the refusal, or Interruption */
mtype reservation = NONE;
mtype payment = NONE;
mtype shipment = NONE;
mtype charge = NONE;              /* what the provider has under the order's key */

/* ------------------------------------------------------------- external effects */

byte ends = 0;
byte held = 0, shipped = 0;       /* the stock of the order */
byte booked = 0;                  /* the shipments */
byte taken = 0, paidBack = 0;     /* the money */

#define keepsNothing (held == 0 && shipped == 0 && booked == 0 && taken == paidBack)
#define isPaid (taken == 1 && paidBack == 0)
#define isServed (isPaid && booked == 1 && held == 0 && shipped == 1)

/* -------------------------------------------------------------------- outboxes and the log */

#define ORDER 0
#define INVENTORY 1
#define PAYMENT 2
#define SHIPPING 3

/* The partition as a consumer reads it: the records of its rows, in log order. */
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

/* Without a remaining fault no consumer returns: read records are dropped, which saves states. */
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
bool committed[EVENTS];           /* committed to an outbox */
bool logged[EVENTS];                /* in the log */
bool settled = false;

#define answered(undone, refused) (logged[undone] || logged[refused])
#ifdef NO_ANSWERS_BY_REASON
#define needsInventory logged[StockReserved]
#define needsPayment logged[PaymentCharged]
#define needsShipping logged[ShipmentBooked]
#else
#define needsInventory (reason != StockRejected)
#define needsPayment (needsInventory && reason != PaymentDeclined)
#define needsShipping (reason == Interruption)
#endif
#define isSettled (logged[OrderConfirmed] || (logged[OrderCancelled] \
  && (!needsInventory || answered(StockReleased, StockRejected)) \
  && (!needsPayment || answered(PaymentRefunded, PaymentDeclined)) \
  && (!needsShipping || answered(ShipmentCancelled, ShipmentRefused))))

/* In the transaction of the decision. */
inline publish(who, fact) {
  invariant(!committed[fact], "an event occurs twice\n");
  committed[fact] = true;
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
  :: else                         /* an answer triggers no row */
  fi
}

inline tell(fact) {
  printf("  published: %e\n", fact);
  invariant(!settled, "an event is published after the order was settled\n");
  invariant(fact != PaymentCharged || logged[StockReserved], "an effect is published before its cause\n");
  invariant(fact != ShipmentBooked || logged[PaymentCharged], "an effect is published before its cause\n");
  invariant(fact != OrderConfirmed || logged[ShipmentBooked], "an effect is published before its cause\n");
  logged[fact] = true;
  append(fact);
  invariant(!settled || isSettled, "the order is no longer settled\n");
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

/* Every published event may be published again; for one without a handler nothing would change. */
proctype Echo() {
  mtype fact;
end:
  do
  :: atomic {
       mayFail && logged[OrderPlaced] -> fail();
       if
       :: fact = OrderPlaced
       :: logged[StockReserved] -> fact = StockReserved
       :: logged[StockRejected] -> fact = StockRejected
       :: logged[PaymentCharged] -> fact = PaymentCharged
       :: logged[PaymentDeclined] -> fact = PaymentDeclined
       :: logged[ShipmentBooked] -> fact = ShipmentBooked
       :: logged[ShipmentRefused] -> fact = ShipmentRefused
       :: logged[OrderConfirmed] -> fact = OrderConfirmed
       :: logged[OrderCancelled] -> fact = OrderCancelled
       fi;
       printf("  published again: %e\n", fact);
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
  printf("  consumer %d returns to record %d\n", who, reader[who].at);
  fail()
}

/* The next two records are handled in reverse order. */
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

/* --------------------------------------------------------------- decisions of the participants */

inline endOrder(how, why, fact) {
  printf("order: %e, %e\n", how, why);
  ends++;
  invariant(ends == 1, "the order ends twice\n");
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
       invariant(reservation == RESERVED || reservation == COMMITTED,
         "confirmed without reserved stock\n");
       if
       :: reservation == RESERVED -> reservation = COMMITTED; held--; shipped++
       :: else
       fi
  :: event == OrderCancelled ->
       invariant(reservation != COMMITTED, "cancelled after the stock was shipped\n");
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

/* The customer and the deadline: each reads the order, and cancels it if it still has no final
   status. They act at any time or never; the saga must end without them. */
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

/* -------------------------------------------------------- payment: handlers and worker */

/* A call to the provider: the request, and the response once it has arrived. */
#define WORKERS 2
typedef Call {
  mtype asked;
  mtype answer
};
Call call[WORKERS];
#define idle(me) (call[me].asked == 0)
byte lease = WORKERS;             /* the worker that claimed the payment; WORKERS means none */
#define unclaimed (lease == WORKERS)

byte lateCharges = 0, lateVoids = 0;   /* sent, without a waiting caller */

inline undonePayment() {
  payment = UNDONE;
  lease = WORKERS;
  publish(PAYMENT, PaymentRefunded)
}

inline voidDue() {
  payment = VOID_DUE;
  lease = WORKERS
}

/* `found` is the row as this transaction read it. */
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

/* The only row that other writers change while its consumer decides: read in one step and saved in
   another, if its version is unchanged (optimistic locking). */
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

/* The provider processes the requests of a key one at a time. */
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
  invariant(taken <= 1, "charged twice\n")
}

inline askVoid(says) {
  invariant(order == CANCELLED, "voided without a cancellation\n");
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
  mtype noCaller;
end:
  do
  :: atomic { lateCharges > 0 -> lateCharges--; askCharge(noCaller); noCaller = 0 }
  :: atomic { lateVoids > 0 -> lateVoids--; askVoid(noCaller); noCaller = 0 }
  od
}

inline charged() { payment = CHARGED; publish(PAYMENT, PaymentCharged) }
inline declined() { payment = DECLINED; publish(PAYMENT, PaymentDeclined) }

#ifdef NO_ATTEMPT_ON_RECORD
#define isAttempt (payment == ATTEMPTING || payment == PENDING)
#else
#define isAttempt (payment == ATTEMPTING)
#endif

/* The decision depends on the current row, not on the request. */
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
  printf("payment: response %e, then %e\n", says, payment)
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

/* The workers are identical, so the second one claims only while the first is busy. */
proctype Worker(byte me) {
end:
  do
  :: atomic {                     /* claims; committed before the call */
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
  :: atomic {                     /* the response times out */
       !idle(me) && call[me].answer == 0 && mayFail -> fail();
       leaveAlone(call[me].asked);
       call[me].answer = UNKNOWN;
       printf("worker %d gets no response\n", me)
     }
  :: atomic {
       call[me].answer != 0 ->
       recordAnswer(call[me].answer);
       finish(me)
     }
  :: atomic {                     /* crashes; its lease expires */
       !idle(me) && mayFail -> fail();
       if
       :: call[me].answer == 0 -> leaveAlone(call[me].asked)
       :: else
       fi;
       printf("worker %d crashes\n", me);
#ifndef NO_LEASE_END
       giveUpLease(me);
#endif
       call[me].asked = 0;
       call[me].answer = 0
     }
#ifndef FREE_LEASES
  :: atomic {                     /* is frozen until its lease has expired */
       lease == me && !idle(me) && mayFail -> fail();
       lease = WORKERS;
       printf("worker %d loses its lease\n", me)
     }
#endif
  od
}

/* ------------------------------------------------------------------------------ invariants */

/* Never enabled while all invariants hold, so it adds no states. REACH, a condition, is reported when reachable. */
proctype Watch() {
end:
  do
  :: atomic {
       settled && order == CANCELLED && !keepsNothing ->
       invariant(false, "settled as cancelled, but not everything is undone\n")
     }
  :: atomic {
       order == CONFIRMED && !(isPaid && booked == 1 && held + shipped == 1) ->
       invariant(false, "settled as confirmed, but not fulfilled\n")
     }
  :: atomic {
       held + shipped > 1 || booked > 1 || paidBack > taken ->
       invariant(false, "more than one charge, shipment or reservation\n")
     }
#ifdef REACH
  :: atomic { (REACH) -> invariant(false, "reached\n") }
#endif
  od
}

/* When no further step is possible. */
proctype Judge() {
end:
  timeout ->
  atomic {
    invariant(order != PLACED && ends == 1, "the order has no final status\n");
    invariant(order != CONFIRMED || isServed, "confirmed, but not fulfilled\n");
    invariant(order != CANCELLED || keepsNothing, "cancelled, but not everything is undone\n");
    invariant(settled, "never settled\n")
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
