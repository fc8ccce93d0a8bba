-- A department's students in the order of their numbers.
ALTER TABLE roster
  ADD KEY roster_place (campaign_id, department_id, student_no);
