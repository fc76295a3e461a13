Feature: Cytogenetic abnormalities outside the vocabulary are refused

  @rule:reject-unknown-cytogenetic
  Scenario Outline: An abnormality that the vocabulary doesn't hold is refused, t(4;16) among them
    Given a patient assessed on 2024-03-15
      | FISH findings | <findings> |
    When the rule book is applied
    Then the input is refused with reject-unknown-cytogenetic

    Examples:
      | findings                            |
      | t(4;16) present                     |
      | t(4;16) absent                      |
      | t(11;14) present                    |
      | del17p present                      |
      | T(14;16) present                    |
      | t(14;16) present, t(4;16) present   |

  @rule:reject-unknown-cytogenetic
  Scenario Outline: An abnormality of the vocabulary, another one recorded as such, or none is accepted
    Given a patient assessed on 2024-03-15
      | FISH findings | <findings> |
    When the rule book is applied
    Then the input is accepted

    Examples:
      | findings                                          |
      |                                                   |
      | none                                              |
      | t(14;16) present                                  |
      | del(17p) absent, t(4;14) absent, t(14;16) absent  |
      | gain(1q21) present, amp(1q) absent                |
      | other abnormality present                         |

  @rule:reject-unknown-cytogenetic
  Scenario: The refusal of t(4;16) names the misprint of the source and what was meant
    Given a patient assessed on 2024-03-15
      | FISH findings | t(4;16) present |
    When the rule book is applied
    Then the input is refused with reject-unknown-cytogenetic
    And the refusal hints “t(14;16)”
