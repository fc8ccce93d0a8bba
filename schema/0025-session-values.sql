-- The address of a payment page waits here; Alipay's has 1,500 bytes.
ALTER TABLE session_value MODIFY value VARCHAR(4000) NOT NULL;
