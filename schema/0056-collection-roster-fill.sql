UPDATE collection c JOIN enrolment e ON e.id = c.enrolment_id
  SET c.roster_id = e.roster_id;
