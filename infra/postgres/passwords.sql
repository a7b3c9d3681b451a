-- Sets the users' passwords from the secrets; for psql, which asks the shell for what stands in backquotes.
\set owner `cat /run/secrets/database_owner`
ALTER ROLE ingest_owner PASSWORD :'owner';
\set worker `cat /run/secrets/database_worker`
ALTER ROLE ingest_worker PASSWORD :'worker';
\set consumer `cat /run/secrets/database_consumer`
ALTER ROLE ingest_consumer PASSWORD :'consumer';
\set operator `cat /run/secrets/database_operator`
ALTER ROLE ingest_operator PASSWORD :'operator';
\set reader `cat /run/secrets/database_reader`
ALTER ROLE ingest_reader PASSWORD :'reader';
