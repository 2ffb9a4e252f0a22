-- The relay reads the outbox partition by partition: a partition that takes nothing must not fill the head of the others.
alter table outbox add column log_partition int;

-- Kafka's default partitioner: murmur2 of the key's bytes. Rows that this build writes bring their partition; this is for rows
-- that are there already, and for those that a replica of the previous version writes while both run.
create function outbox_partition(topic text, key text) returns int
    language plpgsql immutable as $$
declare
    m     constant bigint := 1540483477;
    bits  constant bigint := 4294967295;
    bytes constant bytea  := convert_to(key, 'UTF8');
    size  constant int    := length(bytes);
    rest  constant int    := size - size % 4;
    h     bigint := 2538058380 # size;
    k     bigint;
begin
    -- All other topics have one partition.
    if topic <> 'order-flow' or key is null then
        return 0;
    end if;
    for i in 0 .. size / 4 - 1 loop
        k := get_byte(bytes, 4 * i)::bigint | (get_byte(bytes, 4 * i + 1)::bigint << 8)
             | (get_byte(bytes, 4 * i + 2)::bigint << 16) | (get_byte(bytes, 4 * i + 3)::bigint << 24);
        k := k * m & bits;
        k := (k # (k >> 24)) * m & bits;
        h := (h * m & bits) # k;
    end loop;
    if size % 4 = 3 then h := h # (get_byte(bytes, rest + 2)::bigint << 16); end if;
    if size % 4 >= 2 then h := h # (get_byte(bytes, rest + 1)::bigint << 8); end if;
    if size % 4 >= 1 then h := (h # get_byte(bytes, rest)::bigint) * m & bits; end if;
    h := (h # (h >> 13)) * m & bits;
    h := h # (h >> 15);
    return (h & 2147483647) % 12;
end
$$;

create function set_outbox_partition() returns trigger
    language plpgsql as $$
begin
    new.log_partition := outbox_partition(new.topic, new.key);
    return new;
end
$$;

create trigger outbox_partition before insert on outbox
    for each row when (new.log_partition is null) execute function set_outbox_partition();

update outbox set log_partition = outbox_partition(topic, key);

alter table outbox alter column log_partition set not null;

create index outbox_turn on outbox (topic, log_partition, id);
