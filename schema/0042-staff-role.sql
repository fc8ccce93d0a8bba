-- What one may do, and where: a reviewer in one department or all of them
-- (NULL), a registrar in one school, an administrator everywhere (NULL).
CREATE TABLE staff_role (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  staff_id BIGINT UNSIGNED NOT NULL,
  role VARCHAR(14) NOT NULL,       -- reviewer, registrar, administrator
  school_id BIGINT UNSIGNED NULL,
  department_id BIGINT UNSIGNED NULL,
  created_at DATETIME NOT NULL,
  KEY staff_role_staff (staff_id, role),
  CONSTRAINT staff_role_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
  CONSTRAINT staff_role_school FOREIGN KEY (school_id) REFERENCES school (id),
  CONSTRAINT staff_role_department FOREIGN KEY (department_id)
    REFERENCES department (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
