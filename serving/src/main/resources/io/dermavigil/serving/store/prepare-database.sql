-- What only a superuser can do, once in the store's database. The owner of the database does everything else by migrations.

-- The serving process ends statements of analysts that run for too long, whatever limit they set for themselves.
GRANT pg_signal_backend, pg_read_all_stats TO dermavigil_owner;

-- Everyone may use these by default: they write to the database, or hold what the migrations wait for.
DO $$
DECLARE
  routine regprocedure;
BEGIN
  FOR routine IN
    SELECT oid::regprocedure FROM pg_catalog.pg_proc
     WHERE pronamespace = 'pg_catalog'::regnamespace
       AND (proname IN ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_open', 'lo_close', 'lo_get', 'lo_put', 'lo_unlink',
                        'lo_lseek', 'lo_lseek64', 'lo_tell', 'lo_tell64', 'lo_truncate', 'lo_truncate64', 'loread', 'lowrite')
            OR proname ~ '^pg_(try_)?advisory_(xact_)?(lock|unlock)')
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', routine);
    IF routine::text ~ 'advisory' THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO dermavigil_owner', routine);
    END IF;
  END LOOP;
END
$$;
