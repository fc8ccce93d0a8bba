-- What the audit trail is searched by.
ALTER TABLE audit
  ADD KEY audit_actor (actor, actor_id, id),
  ADD KEY audit_action (action, id),
  ADD KEY audit_time (created_at);
